import { models } from '#engine/models.ts';
import { loadOnnxEngine } from '#engine/onnx/load.ts';

/** A page with nothing but the engine on it, for tests that need a real browser. */
Object.assign(window, { models, loadOnnxEngine });
