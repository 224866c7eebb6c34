/** Texts of the rules in engine/diagnosis/rules/authorization.ts. */
import { i18n } from '@kbn/i18n';
import type { RuleMessages } from './rule_messages';

export const AUTHORIZATION_MESSAGES: RuleMessages = {
  'unauthenticated': {
    title: () => i18n.translate('requestTrace.rule.unauthenticated.title', { defaultMessage: 'The API server does not accept the credentials' }),
    advice: () => i18n.translate('requestTrace.rule.unauthenticated.advice', {
      defaultMessage: 'Look at the kubeconfig or token that the client used: whether it has expired, and whether the cluster still trusts who issued it.',
    }),
  },
  'node-authorization': {
    title: () => i18n.translate('requestTrace.rule.nodeAuthorization.title', { defaultMessage: 'The node may not touch this object' }),
    advice: () => i18n.translate('requestTrace.rule.nodeAuthorization.advice', {
      defaultMessage: 'A kubelet may only use objects of Pods that are bound to its node. Look at which node the Pod is bound to and at the credentials that the client used.',
    }),
  },
  'privilege-escalation': {
    title: () => i18n.translate('requestTrace.rule.privilegeEscalation.title', { defaultMessage: 'Nobody can grant more than they have' }),
    advice: () => i18n.translate('requestTrace.rule.privilegeEscalation.advice', {
      defaultMessage: 'Compare the rules of the Role with the permissions of the user (kubectl auth can-i --list), or let someone with the escalate or bind verb create it.',
    }),
  },
  'forbidden-rbac': {
    title: () => i18n.translate('requestTrace.rule.forbiddenRbac.title', { defaultMessage: 'The user is not allowed to do this' }),
    advice: () => i18n.translate('requestTrace.rule.forbiddenRbac.advice', {
      defaultMessage: 'Ask what the user may do with kubectl auth can-i --list in that namespace, and look at its RoleBindings and ClusterRoleBindings.',
    }),
  },
  'forbidden': {
    title: () => i18n.translate('requestTrace.rule.forbidden.title', { defaultMessage: 'The API server forbids the request' }),
    advice: () => i18n.translate('requestTrace.rule.forbidden.advice', {
      defaultMessage: 'The request line does not say why: look at the audit log, the user\'s permissions (kubectl auth can-i --list), quotas and policies.',
    }),
  },
};
