import { i18n } from '@kbn/i18n';
import type { Candidate } from '../../common/model/candidates';
import type { Reason } from '../../common/model/log_record';
import { formatDuration, fractionDigits, toMicros } from '../../common/time/micros';
import { readStep } from '../words/path_steps';
import { reasonInWords } from '../words/reasons';
import { requestInWords } from '../words/request_words';

/** `alice · scale Deployment shop/web`; without an audit log the client in the user's place. */
export function candidateTitle({ request }: Candidate): string {
  const { user, impersonatedUser, userAgent } = request;
  const who =
    user && impersonatedUser
      ? i18n.translate('requestTrace.candidates.impersonating', {
          defaultMessage: '{user} (as {impersonatedUser})',
          values: { user, impersonatedUser },
        })
      : (user ?? userAgent?.split(' ', 1)[0]);
  return [who, requestInWords(request)].filter(Boolean).join(' · ');
}

const SECOND = 1_000_000;

/** `0.35 s before it`; '' where one of the times is not known. Events have whole seconds: the request's own second began before it. */
export function relativeTime({ request }: Candidate, at: string | undefined): string {
  const [from, to] = [toMicros(request.time), toMicros(at ?? '')];
  if (from === null || to === null) return '';
  const values = { duration: formatDuration(Math.abs(to - from)) };
  if (fractionDigits(at ?? '') === 0 && from > to && from - to < SECOND) {
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
export function whyInWords(reason: Reason): string {
  if (reason.rule !== 'request-on-object') return reasonInWords(reason);
  const [first = '', ...rest] = reason.path ?? [];
  const kind =
    readStep(first).kind ??
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
