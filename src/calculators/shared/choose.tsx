import { useMemo, useState } from 'preact/hooks';
import type { Lang } from '../../../content/i18n/languages.ts';
import { fill } from '../../../content/i18n/format.ts';
import { Select, type Option } from './fields.tsx';
import type { SharedStrings, Surface } from './island.ts';
import { gpuGroups, modelGroups, type OptionGroup } from './lists.ts';
import { ownModel, type ModelState } from './own-model.ts';

interface ChooseProps<State> {
  state: State;
  update: (change: Partial<State>) => void;
  label: string;
  surface: Surface;
  strings: SharedStrings['choose'];
}

/** Model of a state, and what leads to one that is not listed. */
export function ModelChoice({
  state,
  update,
  label,
  surface,
  strings,
  lang,
  ownOpen,
  onOwn,
}: ChooseProps<ModelState> & { lang: Lang; ownOpen: boolean; onOwn: () => void }) {
  const listed = useMemo(() => modelGroups(lang), [lang]);
  const { dimensions, modelName } = state;
  const groups = useMemo(() => {
    const own = { value: ownModel, label: modelName || strings.own };
    return dimensions ? [{ label: strings.own, options: [own] }, ...listed] : listed;
  }, [listed, dimensions, modelName]);
  const choose = (model: string) => update({ model });
  return (
    <div class="hr-choice">
      <Select label={label} value={state.model} groups={groups} onChange={choose} />
      {surface !== 'embed' && (
        <>
          <Find
            label={strings.findModel}
            example="qwen 7b"
            groups={groups}
            strings={strings}
            onChoose={choose}
          />
          <button type="button" class="hr-link" aria-expanded={ownOpen} onClick={onOwn}>
            {strings.notListed}
          </button>
        </>
      )}
    </div>
  );
}

/** Card of a state. Another card brings its own memory. */
export function CardChoice({
  state,
  update,
  label,
  surface,
  strings,
}: ChooseProps<{ gpu: string; gpuMemoryGib: number | null }>) {
  const groups = useMemo(() => gpuGroups(strings.segments), [strings]);
  const choose = (gpu: string) => update({ gpu, gpuMemoryGib: null });
  return (
    <div class="hr-choice">
      <Select label={label} value={state.gpu} groups={groups} onChange={choose} />
      {surface !== 'embed' && (
        <Find
          label={strings.findCard}
          example="3090, 4060ti"
          groups={groups}
          strings={strings}
          onChoose={choose}
        />
      )}
    </div>
  );
}

type Match = (typed: string, options: readonly Option[]) => Option[];

/**
 * A field to type part of a name into; what matches stands below it as buttons, and Enter takes the first. The search
 * itself is loaded when the field is first entered.
 */
function Find({
  label,
  example,
  groups,
  strings,
  onChoose,
}: {
  label: string;
  example: string;
  groups: readonly OptionGroup[];
  strings: SharedStrings['choose'];
  onChoose: (value: string) => void;
}) {
  const [typed, setTyped] = useState('');
  const [search, setSearch] = useState<Match | null>(null);
  const load = async () => {
    const { match } = await import('./match.ts');
    setSearch(() => match);
    return match;
  };
  const listed = () => groups.flatMap(({ options }) => options);
  const found = search && typed ? search(typed, listed()) : [];
  const take = (value: string) => {
    setTyped('');
    onChoose(value);
  };
  return (
    <div class="hr-find">
      <input
        class="hr-input"
        type="search"
        aria-label={label}
        placeholder={fill(strings.example, { example })}
        value={typed}
        onFocus={() => void load()}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={async ({ key, currentTarget }) => {
          if (key === 'Escape') setTyped('');
          if (key !== 'Enter') return;
          const { value } = currentTarget;
          // Whoever types faster than the search loads is answered when it has come.
          const [first] = (await load())(value, listed());
          if (first) take(first.value);
        }}
      />
      <div role="status" class="hr-hidden">
        {search && typed && fill(strings.matches, { n: found.length })}
      </div>
      {search && typed && (
        <ul class="hr-found">
          {found.map(({ value, label: name }) => (
            <li key={value}>
              <button type="button" onClick={() => take(value)}>
                {name}
              </button>
            </li>
          ))}
          {found.length === 0 && <li class="hr-quiet">{strings.nothing}</li>}
        </ul>
      )}
    </div>
  );
}
