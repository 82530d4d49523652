import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/source-serif-4/wght.css';
import '#ui/theme.css';
import '#ui/forced-colors.css';
import '#ui/chinese.css';
import './print.css';
import './projector.css';
import { type FeatureBundle, LazyMotion, MotionConfig } from 'framer-motion';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Boundary } from '#ui/Boundary.tsx';
import { App } from './App.tsx';
import { firstDownloads } from './firstDownloads.ts';
import { Cover, isCovered } from '#features/embed/Cover.tsx';
import { listenToHost } from '#features/embed/host.ts';
import { PageFailed } from './PageFailed.tsx';
import { tolerateTranslators } from '#ui/translated.ts';
import { parseOptions } from '#run/url.ts';

tolerateTranslators();

/** Without it what moves stays where it begins, which for bars is out of sight; so it is asked for until it comes. */
async function motionFeatures(waitMs = 1000): Promise<FeatureBundle> {
  try {
    return (await import('./motionFeatures.ts')).default;
  } catch {
    await new Promise(done => setTimeout(done, waitMs));
    return motionFeatures(Math.min(2 * waitMs, 60_000));
  }
}

const { options, bad } = parseOptions(location.search);
const host = options.view === 'embed' && parent !== window ? listenToHost(window, parent) : null;
const app = (
  <Boundary failed={() => <PageFailed />}>
    <App options={options} bad={bad} host={host} />
  </Boundary>
);
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <LazyMotion strict features={motionFeatures}>
      <MotionConfig reducedMotion="user">
        {isCovered(options, firstDownloads) ? (
          <Cover options={options} downloadsOf={firstDownloads} host={host}>
            {app}
          </Cover>
        ) : (
          app
        )}
      </MotionConfig>
    </LazyMotion>
  </StrictMode>,
);
