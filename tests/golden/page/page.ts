import { findHubModel, findStoredModel } from '#engine/hub/hub-model.ts';
import { loadHubEngine } from '#engine/hub/load-hub.ts';
import { removeStored, storedModels } from '#engine/hub/stored.ts';
import { models } from '#engine/models.ts';
import { loadOnnxEngine } from '#engine/onnx/load.ts';
import { loadTranslator } from '#engine/translate/load.ts';
import { translatorModel } from '#engine/translate/model.ts';

/** A page with nothing but the engine on it, for tests that need a real browser. */
Object.assign(window, {
  findHubModel,
  findStoredModel,
  loadHubEngine,
  loadOnnxEngine,
  loadTranslator,
  models,
  removeStored,
  storedModels,
  translatorModel,
});
