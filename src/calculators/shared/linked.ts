/** Class of an island's root while it waits for the state of the address to be read. */
export const linkedClass = 'hr-linked';
