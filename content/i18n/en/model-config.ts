/** Words for what is wrong with, or worth knowing about, a Hugging Face `config.json` that a reader pastes. */
export const modelConfig = {
  errors: {
    'not-json': 'This is not JSON: {value}. Paste the whole config.json, from the first brace to the last.',
    'too-large': 'The text has {value} characters; a config.json has fewer ({allowed}).',
    'not-an-object': 'A config.json is an object in braces, not {value}.',
    pipeline:
      'This describes a diffusion pipeline or a part of one ({value}), not a Transformers model. Choose a diffusion model from the list instead.',
    adapter:
      'This is the configuration of an adapter (LoRA), not of a model. Paste the config.json of its base model, {value}.',
    'unsupported-type': '“{field}”: models of type {value} cannot be used. These can: {allowed}.',
    'unsupported-value':
      '“{field}”: {value} changes the layers in a way that is not modelled. Allowed: {allowed}.',
    missing: '“{field}” is missing (looked for: {names}). Allowed: {allowed}.',
    'wrong-type': '“{field}” is {value}, but must be of type {type} ({allowed}).',
    'out-of-range': '“{field}” is out of range: {value}. Allowed: {allowed}.',
    'not-dividing': '“{field}”: {value} cannot be divided by {by} without remainder.',
  },
  notes: {
    'unknown-type':
      'Type “{type}” is not one that is known here: it was read as an ordinary decoder, and small parts may be missing from the count.',
    'text-part':
      'Only the language part of this “{type}” model is counted, without its image or sound encoder.',
    default: '“{field}” is not in the file; Transformers takes {value}.',
    quantized:
      'The weights are stored quantised ({method}). The dimensions are those of the model; choose the format of the weights yourself.',
  },
};
