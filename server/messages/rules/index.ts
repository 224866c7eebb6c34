/** Words failure rules in the reader's language. */
import { i18n } from '@kbn/i18n';
import { messageId, RULE_TEXTS } from './rule_table';
import type { RuleText } from './rule_texts';

/** The texts of a rule in the reader's language; undefined where there is no such rule. */
export function ruleText(rule: string): RuleText | undefined {
  const text = RULE_TEXTS.get(rule);
  const word = (part: keyof RuleText): string =>
    i18n.translate(messageId(rule, part), { defaultMessage: text![part] });
  return text && { title: word('title'), advice: word('advice') };
}
