import { useMessages } from '#i18n/messages.tsx';
import { Button } from '#ui/Button.tsx';
import './Header.css';

export function Header(props: {
  view: 'page' | 'projector' | 'embed';
  dark: boolean;
  onLanguage: () => void;
  onTheme: () => void;
  onProjector: () => void;
  onShare: () => void;
  onHelp: () => void;
}) {
  const m = useMessages();
  const { view, dark, onLanguage, onTheme, onProjector, onShare, onHelp } = props;
  return (
    <header className="header">
      <h1>{m.title}</h1>
      <p>{m.tagline}</p>
      <nav>
        <Button
          kind="quiet"
          onClick={onLanguage}
          title={m.settings.languageHint}
          lang={m.tag === 'zh' ? 'en' : 'zh-CN'}
        >
          {m.settings.language}
        </Button>
        <Button
          kind="quiet"
          onClick={onTheme}
          aria-label={dark ? m.settings.toLight : m.settings.toDark}
          title={dark ? m.settings.toLight : m.settings.toDark}
        >
          {dark ? '☀' : '☾'}
        </Button>
        <Button kind="quiet" className="wide-only" onClick={onProjector} aria-pressed={view === 'projector'}>
          {view === 'projector' ? m.settings.leaveProjector : m.settings.projector}
        </Button>
        <Button kind="quiet" onClick={onShare}>
          {m.share.openDialog}
        </Button>
        <Button kind="quiet" onClick={onHelp} aria-label={m.settings.help} title={m.settings.help}>
          ?
        </Button>
      </nav>
    </header>
  );
}
