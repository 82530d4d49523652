import { useReducedMotion } from 'framer-motion';
import * as motion from 'framer-motion/m';
import { useMessages } from '#i18n/messages.tsx';
import { ease } from '#views/beats.ts';

/** Where a plan would lie. It opens, and there is nothing in it. */
export function Drawer({ open }: { open: boolean }) {
  const m = useMessages().lesson.futures;
  const still = useReducedMotion() ?? false;
  return (
    <div className="drawer" data-open={open || undefined}>
      <motion.div
        className="drawer-front"
        initial={false}
        animate={{ y: open ? '3.9rem' : 0 }}
        transition={{ duration: still ? 0 : 0.7, ease }}
      >
        <span className="drawer-label">{m.drawer}</span>
        <span className="drawer-handle" aria-hidden />
      </motion.div>
      <p className="drawer-inside" role="status">
        {open && m.empty}
      </p>
    </div>
  );
}
