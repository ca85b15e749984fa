/** What a table can be taken out as. */
export type FileKind = 'xlsx' | 'csv'
