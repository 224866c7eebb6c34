/** The form of the texts of failure rules. */

/** The texts of one rule, in the reader's language when called. */
export interface RuleMessage {
  /** what went wrong: `A Secret that the Pod mounts does not exist` */
  title: () => string;
  /** what to do next */
  advice: () => string;
}

/** By the rule's id. */
export type RuleMessages = Readonly<Record<string, RuleMessage>>;
