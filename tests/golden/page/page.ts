import { findHubModel, findStoredModel } from '#engine/hub/hub-model.ts';
import { loadHubEngine } from '#engine/hub/load-hub.ts';
import { removeStored, storedModels } from '#engine/hub/stored.ts';
import { models } from '#engine/models.ts';
import { loadOnnxEngine } from '#engine/onnx/load.ts';

/** A page with nothing but the engine on it, for tests that need a real browser. */
Object.assign(window, {
  findHubModel,
  findStoredModel,
  loadHubEngine,
  loadOnnxEngine,
  models,
  removeStored,
  storedModels,
});
