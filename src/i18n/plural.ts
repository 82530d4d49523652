/** The forms a language gives a counted noun, by the categories of Intl.PluralRules; `other` is the one every language has. */
export type PluralForms = { readonly [rule in Intl.LDMLPluralRule]?: string } & { readonly other: string };

/** Says a number with its noun in the right form: 1 → "1 token", 2000 → "2,000 tokens". */
export function pluralsOf(locale: string): (n: number, forms: PluralForms) => string {
  const rules = new Intl.PluralRules(locale);
  const integers = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  return (n, forms) => `${integers.format(n)} ${forms[rules.select(n)] ?? forms.other}`;
}
