import hasPseudo from 'css-has-pseudo/browser'; // Chromium before 105, Firefox before 121

hasPseudo(document);
