import { useEffect, useId, useMemo, useState } from 'preact/hooks';
import { fill } from '../../content/i18n/format.ts';
import { chain, matcher } from '../card-table/match.ts';
import type { ComparisonStrings } from './strings.ts';

interface Choice {
  slug: string;
  name: string;
  series: string;
}

/** As many as one looks through without scrolling. */
const mostShown = 8;

/** A text field that finds cards by name as one types: arrows move, Enter adds, Escape closes. */
export function Picker({
  choices,
  disabled,
  strings,
  onWake,
  onPick,
}: {
  choices: readonly Choice[];
  disabled: boolean;
  strings: ComparisonStrings;
  /** The reader reaches for the field: the cards are wanted now. */
  onWake: () => void;
  onPick: (slug: string) => void;
}) {
  const id = useId();
  const [query, setQuery] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const texts = useMemo(
    () => choices.map(({ name, series, slug }) => `${chain(`${series} ${name}`)} ${chain(slug)}`),
    [choices],
  );
  const found = useMemo(() => {
    if (query.trim() === '') return choices.slice(0, mostShown);
    const matches = matcher(query);
    return choices.filter((_, at) => matches(texts[at]!)).slice(0, mostShown);
  }, [query, choices]);
  useEffect(() => setActive(0), [query]);

  const shown = open && choices.length > 0;
  const pick = (choice: Choice | undefined) => {
    if (!choice) return;
    onPick(choice.slug);
    setQuery('');
    setOpen(false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      if (shown && found.length > 0) setActive((active + step + found.length) % found.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (shown) pick(found[active]);
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      setOpen(false);
    }
  };
  return (
    <div class="picker">
      <label for={`${id}-input`}>{strings.add}</label>
      <input
        id={`${id}-input`}
        class="hr-input"
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        placeholder={strings.addHint}
        aria-autocomplete="list"
        aria-expanded={shown}
        aria-controls={`${id}-list`}
        aria-activedescendant={shown && found[active] ? `${id}-${active}` : undefined}
        disabled={disabled}
        value={query}
        onFocus={onWake}
        onClick={() => setOpen(true)}
        onInput={(event) => {
          onWake();
          setQuery(event.currentTarget.value);
          setOpen(true);
        }}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      <ul id={`${id}-list`} role="listbox" aria-label={strings.options} hidden={!shown || found.length === 0}>
        {found.map((choice, at) => (
          <li
            key={choice.slug}
            id={`${id}-${at}`}
            role="option"
            aria-selected={at === active}
            // Before the field loses its focus, which closes the list.
            onMouseDown={(event) => {
              event.preventDefault();
              pick(choice);
            }}
          >
            {choice.name} <small>{choice.series}</small>
          </li>
        ))}
      </ul>
      {shown && found.length === 0 && <p class="none">{strings.noneFound}</p>}
      <p role="status" class="hr-hidden">
        {shown && query.trim() !== '' && fill(strings.found, { n: found.length })}
      </p>
    </div>
  );
}
