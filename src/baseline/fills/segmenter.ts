import 'unicode-segmenter/intl-polyfill'; // Firefox before 125
