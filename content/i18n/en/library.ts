/** Strings of the pages on the package for developers. */
export const library = {
  doors: {
    estimation: {
      title: 'Library reference: estimation',
      description:
        'Every function, class and type of headroom-estimation/estimation: signature, parameters with units, errors, and the source of each formula.',
    },
    catalog: {
      title: 'Library reference: catalog',
      description:
        'Everything that headroom-estimation/catalog exports: cards, models, software support, published runs and their types, field by field.',
    },
  },
  intro: 'Everything that `{door}` exports, {n} names, as version {version} has it.',
  language: '',
  made: 'This page is made from the comments in the code when the site is built. How to install and use the package stands on [the page about it](/data/library/).',
  kinds: { function: 'Functions', class: 'Classes', constant: 'Constants', type: 'Types' },
  find: 'Names, by kind',
  parameter: 'Parameter',
  field: 'Field',
  type: 'Type',
  meaning: 'Meaning',
  parameters: 'Parameters of {name}',
  fields: 'Fields of {name}, {n}',
  optional: 'optional',
  returns: 'Returns',
  throws: 'Throws',
  sources: 'Formula from',
  output: 'With the data of {date} it prints:',
  sizes:
    'This build is version {version}. Bundled for a browser, minified and compressed, `estimate` weighs {estimation} kB, and {withCatalog} kB with every card and model of the catalog.',
};
