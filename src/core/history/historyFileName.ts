/** In the folder that holds a history: of the editor's storage, or the one that a configuration names. */
export const historyFileName = 'history.sqlite';
