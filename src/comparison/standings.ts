/** How a value came about; the data names each by its place here. */
export const standings = ['official', 'quoted', 'secondary', 'derived', 'none'] as const;
