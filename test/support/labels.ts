/** Names a person may give an account, each of which means something to some surface. */
export const awkwardLabels: readonly string[] = [
  'a | b',
  '**bold** _it_ `code`',
  '[click](command:apiBalance.removeAccount)',
  '![x](https://example.com/x.png)',
  '<img src=x onerror=1>',
  '# head',
  '$(bug) icon',
  '\\| back',
  '~~gone~~',
  '公司账户',
  '‮right to left',
  '{amount}',
];
