import { linkedClass } from './linked.ts';

/*
 * Runs while the page is parsed: an address with a state of its own hides the pre-rendered answer, so that a friend's
 * link never shows the default answer first and nothing moves when the right one takes its place. The style sheet
 * shows everything again after a few seconds, should the island never come.
 */
const script = `if(location.search.length>1)document.currentScript.parentNode.classList.add('${linkedClass}')`;

/** Must be the first child of an island's root, which is what it hides. */
export const HideUntilRead = () => <script dangerouslySetInnerHTML={{ __html: script }} />;
