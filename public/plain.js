/* plain.html works without this; it names the browser, says why the reader is here, and puts their language first. */
(function () {
  /** @returns e.g. "360 · Chromium 88", "Internet Explorer 11"; '' when it does not say */
  function nameOf(agent) {
    var shells = [
      [/MicroMessenger\/(\d+)/, '微信 WeChat'],
      [/(?:M?QQBrowser)\/(\d+)/, 'QQ 浏览器'],
      [/\bQQ\/(\d+)/, 'QQ'],
      [/(?:360SE|360EE|QIHU|QihooBrowser)/, '360 浏览器'],
      [/(?:MetaSr|SogouM\w+|SE 2\.X)/, '搜狗浏览器'],
      [/(?:UCBrowser|UBrowser)\/(\d+)/, 'UC 浏览器'],
      [/LBBROWSER/, '猎豹浏览器'],
      [/2345Explorer\/(\d+)/, '2345 浏览器'],
      [/Maxthon\/(\d+)/, '傲游 Maxthon'],
      [/(?:Quark)\/(\d+)/, '夸克'],
      [/(?:HuaweiBrowser)\/(\d+)/, '华为浏览器'],
      [/(?:MiuiBrowser)\/(\d+)/, '小米浏览器'],
      [/SamsungBrowser\/(\d+)/, 'Samsung Internet'],
      [/OPR\/(\d+)/, 'Opera'],
      [/Edg(?:e|A|iOS)?\/(\d+)/, 'Edge'],
    ];
    var engines = [
      [/(?:MSIE |Trident\/.*rv:)(\d+)/, 'Internet Explorer'],
      [/(?:CriOS|Chrome|Chromium)\/(\d+)/, 'Chromium'],
      [/Firefox\/(\d+)/, 'Firefox'],
      [/Version\/(\d+(?:\.\d+)?).*Safari/, 'Safari'],
      [/OS (\d+(?:_\d+)?) like Mac OS X/, 'iOS'],
    ];
    function first(list) {
      for (var i = 0; i < list.length; i++) {
        var found = list[i][0].exec(agent);
        if (found) return list[i][1] + (found[1] ? ' ' + found[1].replace('_', '.') : '');
      }
      return '';
    }
    var shell = first(shells);
    var engine = first(engines);
    return shell && engine ? shell + ' · ' + engine : shell || engine;
  }

  function each(className, then) {
    var all = document.getElementsByTagName('*');
    for (var i = 0; i < all.length; i++) {
      if ((' ' + all[i].className + ' ').indexOf(' ' + className + ' ') >= 0) then(all[i]);
    }
  }

  var query = location.search;
  var why = (/[?&]why=(old|file|broken)(&|$)/.exec(query) || [])[1] || '';
  var rest = query.replace(/([?&])why=\w*&?/, '$1').replace(/[?&]$/, '');
  var browser = nameOf(navigator.userAgent);

  if (why) {
    each('why', function (part) {
      part.style.display = (' ' + part.className + ' ').indexOf(' why-' + why + ' ') >= 0 ? 'block' : 'none';
    });
  }
  each('browser', function (part) {
    if (browser) part.appendChild(document.createTextNode(' ' + part.getAttribute('title') + ' ' + browser));
  });
  each('again', function (link) {
    link.href = './' + rest + location.hash;
  });
  var asked = /[?&]lang=(en|zh)/.exec(query);
  var wanted = asked ? asked[1] : navigator.language || navigator.userLanguage || '';
  var zh = document.getElementById('zh');
  var en = document.getElementById('en');
  if (zh && en && !/^zh/i.test(wanted)) zh.parentNode.insertBefore(en, zh);
})();
