import { loadRuntime } from './flavours.ts';
import { serve } from './serve.ts';

serve(self, loadRuntime);
