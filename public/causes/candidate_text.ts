import { i18n } from '@kbn/i18n';
import type { CauseCandidate } from '../../common/model/causes';
import type { Reason } from '../../common/model/log_record';
import { formatDuration, fractionDigits, toMicros } from '../../common/time/micros';
import { parsePathStep } from '../labels/parse_path_step';
import { describeReason } from '../labels/reason_labels';
import { describeRequest } from '../labels/describe_request';

/** `alice · scale Deployment shop/web`; without an audit log the client in the user's place. */
export function formatCandidateTitle({ request }: CauseCandidate): string {
  const { user, impersonatedUser, userAgent } = request;
  const who =
    user && impersonatedUser
      ? i18n.translate('requestTrace.candidates.impersonating', {
          defaultMessage: '{user} (as {impersonatedUser})',
          values: { user, impersonatedUser },
        })
      : (user ?? userAgent?.split(' ', 1)[0]);
  return [who, describeRequest(request)].filter(Boolean).join(' · ');
}

const SECOND_MICROS = 1_000_000;

/** `0.35 s before it`; '' where one of the times is not known. Events have whole seconds: the request's own second began before it. */
export function formatRelativeTime({ request }: CauseCandidate, at: string | undefined): string {
  const [from, to] = [toMicros(request.time), toMicros(at ?? '')];
  if (from === null || to === null) return '';
  const values = { duration: formatDuration(Math.abs(to - from)) };
  if (fractionDigits(at ?? '') === 0 && from > to && from - to < SECOND_MICROS) {
    return i18n.translate('requestTrace.candidates.sameSecond', {
      defaultMessage: 'in the same second',
    });
  }
  return to >= from
    ? i18n.translate('requestTrace.candidates.before', {
        defaultMessage: '{duration} before it',
        values,
      })
    : i18n.translate('requestTrace.candidates.after', {
        defaultMessage: '{duration} after it, by the clocks',
        values,
      });
}

/** Why, in a sentence; the objects in between stand below it. */
export function describeCandidateReason(reason: Reason): string {
  if (reason.rule !== 'request-on-object') return describeReason(reason);
  const [first = '', ...rest] = reason.path ?? [];
  const kind =
    parsePathStep(first).kind ??
    i18n.translate('requestTrace.candidates.object', { defaultMessage: 'object' });
  return rest.length
    ? i18n.translate('requestTrace.candidates.changedAncestor', {
        defaultMessage: 'It changed the {kind} that leads to it:',
        values: { kind },
      })
    : i18n.translate('requestTrace.candidates.changedItself', {
        defaultMessage: 'It changed the {kind} itself that this is about.',
        values: { kind },
      });
}
