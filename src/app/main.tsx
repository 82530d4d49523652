import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/source-serif-4/wght.css';
import '#ui/theme.css';
import './print.css';
import './projector.css';
import { LazyMotion, MotionConfig } from 'framer-motion';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { Cover, isCovered } from './embed/Cover.tsx';
import { listenToHost } from './embed/host.ts';
import { parseOptions } from './url.ts';

const { options, bad } = parseOptions(location.search);
const host = options.view === 'embed' && parent !== window ? listenToHost(window, parent) : null;
const app = <App options={options} bad={bad} host={host} />;
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <LazyMotion strict features={() => import('./motionFeatures.ts').then(module => module.default)}>
      <MotionConfig reducedMotion="user">
        {isCovered(options) ? (
          <Cover options={options} host={host}>
            {app}
          </Cover>
        ) : (
          app
        )}
      </MotionConfig>
    </LazyMotion>
  </StrictMode>,
);
