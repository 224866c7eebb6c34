/** Texts of the rules in engine/diagnosis/rules/authorization.ts. */
import type { RuleTexts } from './rule_texts';

export const AUTHORIZATION_TEXTS: RuleTexts = {
  unauthenticated: {
    title: 'The API server does not accept the credentials',
    advice:
      'Look at the kubeconfig or token that the client used: whether it has expired, and whether the cluster still trusts who issued it.',
  },
  'node-authorization': {
    title: 'The node may not touch this object',
    advice:
      'A kubelet may only use objects of Pods that are bound to its node. Look at which node the Pod is bound to and at the credentials that the client used.',
  },
  'privilege-escalation': {
    title: 'Nobody can grant more than they have',
    advice:
      'Compare the rules of the Role with the permissions of the user (kubectl auth can-i --list), or let someone with the escalate or bind verb create it.',
  },
  'forbidden-rbac': {
    title: 'The user is not allowed to do this',
    advice:
      'Ask what the user may do with kubectl auth can-i --list in that namespace, and look at its RoleBindings and ClusterRoleBindings.',
  },
  forbidden: {
    title: 'The API server forbids the request',
    advice:
      "The request line does not say why: look at the audit log, the user's permissions (kubectl auth can-i --list), quotas and policies.",
  },
};
