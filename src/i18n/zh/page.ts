import type { page as english } from '../en/page.ts';
import { formatsOf } from '../format.ts';

const f = formatsOf('zh');

export const page: typeof english = {
  missing: {
    title: '没能载入',
    dialog: '页面的这一部分没能载入，可能是网络断了。',
    stage: '舞台没能画出来。',
    lesson: '课程的文字没能载入，可能是网络断了。',
    reload: '重新载入页面',
    replaced: '服务器上已经换了新版本，旧版本余下的部分不在了。重新载入时，你写的内容会一起带过去。',
    page: '页面没能画出来。重新载入时，你写的内容会保留。',
    afresh: '从头开始',
    plain: '只有录制内容的简单页面',
  },

  settings: {
    toDark: '深色主题',
    toLight: '浅色主题',
    projector: '投影模式',
    leaveProjector: '退出投影模式',
    help: '按键与帮助',
    close: '关闭',
  },

  help: {
    title: '按键',
    keys: {
      next: '下一个词元',
      play: '播放或暂停',
      advance: '下一拍',
      back: '后退',
      reset: '从头再来',
      choose: '选第 n 条',
      temperature: '温度降低、升高',
      'system-prompt': '拉下或掀起系统提示',
      language: '切换语言',
      theme: '浅色或深色',
      projector: '投影模式',
      blank: '黑屏（投影模式）',
      light: '依次点亮舞台的各部分（投影模式）',
      vote: '全班投票（投影模式）',
      help: '打开这份说明',
    },
    singleKeys: '单个字母、数字和符号也作快捷键',
    reading: [
      '青色是模型给出的，琥珀色是抽中的，蓝色是你写的。',
      '开头的空格和换行都属于词元，用淡淡的记号标出。',
      '一切都在这台设备上计算。除非你接入了别处的模型，你写的内容不会离开这里。',
    ],
  },

  notices: {
    dismiss: '知道了',
    undo: '撤销',
    newPrompt: '提示词换了，从头开始。',
    badParameter: (name, value) => `网址里的 ${name}=${value} 无法使用，已忽略。`,
    cleaned: '有些字符不完整（例如断开的半个表情符号），已换成 �。',
    cut: kept => `文字太长：只保留最后 ${f.integer(kept)} 个字符，比这一页自带的模型能读的还多。`,
    ended: '模型在这里结束了全文。再按“下一个词元”，它会另起一篇。',
    backendChanged: backend => `显卡设备中途失效，已改用 ${backend} 继续。`,
    recordingFailed: '录像没能载入，模型会从提示词开始实时计算。',
    weightsChanged: '文字不变，从这里起用的是这个模型的另一版权重，每个词元的概率重新计算。',
    otherVocabulary: '这个链接里的续写有这个模型没有的词元，只取了其中的提示词。',
    otherWeights: '这个链接是用这个模型的另一版权重做的：文字相同，概率可能不一样。',
    retry: '再试一次',
    quiet: seconds => `服务器要求等 ${f.integer(seconds)} 秒。`,
    retryIn: seconds => `${f.integer(seconds)} 秒后再试`,
    retrying: seconds => `${f.integer(seconds)} 秒后自动接着写`,
    useModel: name => `改用${name}`,
  },

  errors: {
    'download-failed': '没能从服务器载入模型。',
    'download-corrupt': '模型文件损坏或不完整。',
    'model-invalid': '这个模型无法在这里运行。',
    'out-of-memory': '内存不够，装不下这个模型。',
    'no-webassembly':
      '这个浏览器关闭了 WebAssembly，或者版本太旧（不支持 SIMD），模型无法运行；录制的运行仍可播放。',
    'device-lost': '显卡设备中途失效。',
    'worker-crashed': '模型意外停止了。',
    'numbers-wrong': '这台设备上没有一种方式能算出正确的数值，所以没有启用。',
    'context-too-long': '文字超过了模型能读的长度。',
    unauthorized: '密钥没有被接受。',
    'rate-limited': '请求太频繁，服务器要求稍等。',
    'timed-out': '服务器没有及时回答。',
    'no-logprobs': '服务器只给文字，不给概率。',
    'refused-cross-origin': '服务器不允许这个网页向它提问。',
    'server-failed': '服务器出错了。',
    'split-character': '这段文字在一个字的中间断开了。请后退，或另选一个词元。',
    nonsense: '服务器返回的内容格式不对。',
    'not-listed': '这次抽中的词元，服务器没有列出来。请自己点一条，或者换一个种子。',
    'never-seen': '数过的文本里从没出现过这样的上文，所以答不上来。',
    'not-recorded': '这里没有录像。',
    kept: '你写的文字和已有的每一步都还在。',
  },
};
