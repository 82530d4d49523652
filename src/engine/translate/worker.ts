import { loadRuntime } from '../onnx/flavours.ts';
import { serve } from './serve.ts';

serve(self, loadRuntime);
