/** The English texts of one failure rule. */
export interface RuleText {
  /** what went wrong: `A Secret that the Pod mounts does not exist` */
  title: string;
  /** what to do next */
  advice: string;
}

/** By the rule's id. */
export type RuleTexts = Readonly<Record<string, RuleText>>;
