import { memo } from 'react';
import { languages, nextLanguage, useMessages } from '#i18n/messages.tsx';
import { Button } from '#ui/Button.tsx';
import type { KeyCommand } from '#run/keys.ts';
import './Header.css';

export const Header = memo(function Header(props: {
  view: 'page' | 'projector' | 'embed';
  dark: boolean;
  run: (command: KeyCommand) => void; // as its key would
  onShare: () => void;
}) {
  const m = useMessages();
  const { view, dark, run, onShare } = props;
  const next = languages[nextLanguage(m.tag)];
  return (
    <header className="header">
      <h1>{m.title}</h1>
      <p>{m.tagline}</p>
      <nav>
        <Button kind="quiet" onClick={() => run({ do: 'language' })} title={next.switchTo} lang={next.lang}>
          {next.name}
        </Button>
        <Button
          kind="quiet"
          onClick={() => run({ do: 'theme' })}
          aria-label={dark ? m.settings.toLight : m.settings.toDark}
          title={dark ? m.settings.toLight : m.settings.toDark}
        >
          {dark ? '☀' : '☾'}
        </Button>
        <Button
          kind="quiet"
          className="wide-only"
          onClick={() => run({ do: 'projector' })}
          aria-pressed={view === 'projector'}
        >
          {view === 'projector' ? m.settings.leaveProjector : m.settings.projector}
        </Button>
        <Button kind="quiet" onClick={onShare}>
          {m.share.openDialog}
        </Button>
        <Button
          kind="quiet"
          onClick={() => run({ do: 'help' })}
          aria-label={m.settings.help}
          title={m.settings.help}
        >
          ?
        </Button>
      </nav>
    </header>
  );
});
