import React from 'react';
import { EuiButtonEmpty, EuiButtonIcon, EuiToolTip } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { ObjectReference } from '../../common/model/log_record';
import { AppLink } from '../links/app_link';
import { formatPath } from '../links/url_state';
import type { Scope } from '../scope/scope';
import type { Services, TraceRequest } from '../types';

interface Props {
  services: Services;
  object: ObjectReference;
  request: TraceRequest;
  scope?: Scope;
  /** with its words, not as an icon in a row */
  isLong?: boolean;
}

/** Leads to where a Pod went, and who sent it there; nothing for what is not a Pod. */
export const MovesLink: React.FC<Props> = ({ services: { core }, object, request: { from, to, index, timeField }, scope, isLong = false }) => {
  const path = movesPath(object, { from, to, index, timeField, ...scope });
  if (!path) return null;
  const label = i18n.translate('requestTrace.moves.link', { defaultMessage: 'Where did it go?' });
  return (
    <AppLink core={core} path={path}>
      {(link) => (isLong
        ? <EuiButtonEmpty size="s" iconType="visMapRegion" {...link} data-test-subj="requestTraceMoves">{label}</EuiButtonEmpty>
        : (
          <EuiToolTip content={label}>
            <EuiButtonIcon size="xs" iconSize="s" color="text" iconType="visMapRegion" {...link} data-test-subj="requestTraceMoves"
              aria-label={i18n.translate('requestTrace.moves.linkLabel', { defaultMessage: 'Where did {pod} go?', values: { pod: object.name ?? '' } })} />
          </EuiToolTip>
        ))}
    </AppLink>
  );
};

function movesPath({ kind, namespace, name }: ObjectReference, scope: Partial<TraceRequest> & Partial<Scope>): string | null {
  return kind === 'Pod' && namespace && name ? formatPath({ ...scope, object: `pods/${namespace}/${name}`, view: {} }) : null;
}
