import { useEffect, useRef, useState } from 'preact/hooks';
import { modelFromConfig, type ConfigError } from '../../../catalog/model-config.ts';
import { fill } from '../../../content/i18n/format.ts';
import type { Lang } from '../../../content/i18n/languages.ts';
import { optionalModelFields } from '../../estimation/request.ts';
import { checkModel } from '../../estimation/validate.ts';
import type { CustomModel, RequestError } from '../../estimation/types.ts';
import { dimensionsOf, slimModel } from '../../scripts/slim-models.ts';
import { shorten } from './codec.ts';
import { formatParameters } from './format.ts';
import type { ConfigStrings, SharedStrings } from './island.ts';
import { ownModel, type ModelState } from './own-model.ts';

export interface PasteProps {
  update: (change: Partial<ModelState>) => void;
  onClose: () => void;
  strings: SharedStrings['choose'];
  /** What may be wrong with a file, and what is worth knowing about it. */
  words: ConfigStrings;
  /** What may be wrong with dimensions (`estimator.errors`). */
  errors: Record<string, string>;
  lang: Lang;
}

interface Result {
  problems: string[];
  notes: string[];
  taken: { name: string; parameters: number } | null;
}

const longest = optionalModelFields.contextLength.max;

/** A pasted file as dimensions and a name, or what is wrong with it, field by field. */
export function readConfig(
  text: string,
):
  | { dimensions: CustomModel; name: string; notes: { code: string; params: object }[] }
  | (ConfigError | RequestError)[] {
  const read = modelFromConfig(text);
  if (!read.ok) return read.errors;
  const rest = dimensionsOf(slimModel(read.model));
  const { name } = read.model;
  const dimensions = {
    ...rest,
    contextLength: Math.min(rest.contextLength, longest),
    slidingWindow: rest.slidingWindow && Math.min(rest.slidingWindow, longest),
    // A file describes no other kind.
  } as CustomModel;
  const wrong: RequestError[] = [];
  checkModel({ ...dimensions }, wrong);
  return wrong.length > 0 ? wrong : { dimensions, name: shorten(name.trim(), 40), notes: read.notes };
}

/** Where a reader gives a model that is not listed: its `config.json`, pasted, dropped or chosen. */
export default function Paste({ update, onClose, strings, words, errors, lang }: PasteProps) {
  const [text, setText] = useState('');
  const [result, setResult] = useState<Result | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  // Whoever opened it wants to paste, and on a phone it opens out of sight.
  useEffect(() => field.current?.focus(), []);

  const use = (given: string) => {
    setText(given);
    if (given.trim() === '') return setResult(null);
    const read = readConfig(given);
    if (Array.isArray(read)) {
      const sentences: Record<string, string> = { ...errors, ...words.errors };
      const problems = read.map(({ code, field, params, allowed }) =>
        fill(sentences[code] ?? code, { field, allowed, ...params }),
      );
      return setResult({ problems, notes: [], taken: null });
    }
    const { dimensions, name, notes } = read;
    update({ model: ownModel, dimensions, modelName: name });
    return setResult({
      problems: [],
      notes: notes.map(({ code, params }) =>
        fill((words.notes as Record<string, string>)[code] ?? code, { ...params }),
      ),
      taken: { name: name || strings.own, parameters: dimensions.parameters },
    });
  };
  const useFile = async (file: File | undefined) => {
    if (file) use(await file.text());
  };

  return (
    <section class="hr-paste" aria-label={strings.pasteTitle}>
      <p>{strings.pasteHow}</p>
      <label class="hr-field">
        <span class="hr-label">{strings.pasteLabel}</span>
        <textarea
          ref={field}
          class="hr-input"
          rows={5}
          spellcheck={false}
          autocomplete="off"
          placeholder={'{ "model_type": "llama", "hidden_size": 4096, … }'}
          value={text}
          aria-invalid={result !== null && result.problems.length > 0}
          onInput={(event) => use(event.currentTarget.value)}
          onDragOver={(event) => event.preventDefault()}
          onDrop={(event) => {
            const file = event.dataTransfer?.files[0];
            if (!file) return;
            event.preventDefault();
            void useFile(file);
          }}
        />
      </label>
      <div role="status" class="hr-paste-result">
        {result?.taken && (
          <p class="hr-good">
            {fill(strings.taken, {
              name: result.taken.name,
              parameters: formatParameters(result.taken.parameters, lang),
            })}
          </p>
        )}
        {result && result.problems.length > 0 && (
          <ul class="hr-bad">
            {result.problems.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        )}
        {result?.notes.map((sentence) => (
          <p key={sentence} class="hr-quiet">
            {sentence}
          </p>
        ))}
      </div>
      <p class="hr-paste-actions">
        <label class="hr-button">
          {strings.pasteFile}
          <input
            type="file"
            accept=".json,application/json"
            class="hr-hidden"
            onChange={(event) => void useFile(event.currentTarget.files?.[0])}
          />
        </label>
        <button type="button" class="hr-button" onClick={onClose}>
          {strings.close}
        </button>
      </p>
    </section>
  );
}
