import '@oddbird/popover-polyfill'; // Chromium before 114, Firefox before 125, Safari before 17
