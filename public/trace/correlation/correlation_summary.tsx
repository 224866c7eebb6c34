/** How a trace that no ID holds together was put together, in a line, and what that means. */
import React, { useMemo, useState } from 'react';
import { EuiButtonIcon, EuiIcon, EuiPopover, EuiPopoverTitle, EuiText } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { Trace } from '../../../common/model/trace';
import { getBandRangeLabel } from '../../labels/confidence';
import { CONFIDENCE_BANDS } from '../../labels/confidence_bands';
import { countConfidenceBands } from './confidence_counts';
import { describeCorrelation } from './describe_correlation';

/** Nothing for a trace that IDs hold together. */
export const CorrelationSummary: React.FC<{ trace: Pick<Trace, 'correlation' | 'records'> }> = ({
  trace: { correlation, records },
}) => {
  const counts = useMemo(() => countConfidenceBands(records), [records]);
  if (correlation !== 'objects') return null;
  return (
    <EuiText size="xs" color="subdued" data-test-subj="requestTracePutTogether">
      <span>
        <EuiIcon type="merge" size="s" aria-hidden="true" /> {describeCorrelation(counts)}{' '}
        <CorrelationHelp />
      </span>
    </EuiText>
  );
};

const CorrelationHelp: React.FC = () => {
  const [isOpen, setOpen] = useState(false);
  const title = i18n.translate('requestTrace.objectsTrace.helpTitle', {
    defaultMessage: 'How this trace was put together',
  });
  return (
    <EuiPopover
      isOpen={isOpen}
      closePopover={() => setOpen(false)}
      anchorPosition="downLeft"
      ownFocus
      aria-label={title}
      button={
        <EuiButtonIcon
          size="xs"
          iconSize="s"
          iconType="questionInCircle"
          aria-label={title}
          title={title}
          aria-expanded={isOpen}
          data-test-subj="requestTracePutTogetherHelp"
          onClick={() => setOpen(!isOpen)}
        />
      }
    >
      <EuiPopoverTitle>{title}</EuiPopoverTitle>
      <EuiText
        size="s"
        style={{ width: 480, maxWidth: '80vw', maxHeight: '60vh', overflow: 'auto' }}
        data-test-subj="requestTracePutTogetherText"
      >
        {getHelpParagraphs().map((text) => (
          <p key={text}>{text}</p>
        ))}
        <ul>
          {CONFIDENCE_BANDS.map((band) => (
            <li key={band}>{describeBand(band)}</li>
          ))}
        </ul>
        {getLimits().map((text) => (
          <p key={text}>{text}</p>
        ))}
      </EuiText>
    </EuiPopover>
  );
};

function getHelpParagraphs(): string[] {
  return [
    i18n.translate('requestTrace.objectsTrace.helpNoId', {
      defaultMessage:
        'The lines of this cluster carry no request ID. So the trace starts at the API request and follows only what is written: the object that the request changed, the objects that controllers made of it (a Deployment’s ReplicaSet, its Pods, their volumes, containers and node), and the lines, events and audit records that name them while they existed.',
    }),
    i18n.translate('requestTrace.objectsTrace.helpWhy', {
      defaultMessage:
        '“Why is this here?” beside each record names the rule, the text that it rests on, and the way from the request’s object. How sure it is follows from the best of its reasons:',
    }),
  ];
}

function describeBand(band: (typeof CONFIDENCE_BANDS)[number]): string {
  const values = { band: getBandRangeLabel(band) };
  switch (band) {
    case 'sure':
      return i18n.translate('requestTrace.objectsTrace.helpSure', {
        defaultMessage:
          '{band}: nothing else could have caused it, such as a line with the UID of a Pod that the request led to',
        values,
      });
    case 'likely':
      return i18n.translate('requestTrace.objectsTrace.helpLikely', {
        defaultMessage:
          '{band}: it names such an object, but something else may have touched that object at this time',
        values,
      });
    default:
      return i18n.translate('requestTrace.objectsTrace.helpPossible', {
        defaultMessage:
          '{band}: it names the object only in part, or stands beside lines that name it',
        values,
      });
  }
}

function getLimits(): string[] {
  return [
    i18n.translate('requestTrace.objectsTrace.helpShared', {
      defaultMessage:
        'Where two requests change the same object at the same time, a record may belong to either: it is in both traces, marked as shared. Periodic work (leases, node status, probes, resyncs) belongs to no request and is left out.',
    }),
    i18n.translate('requestTrace.objectsTrace.helpLimits', {
      defaultMessage:
        'The trace is followed over a bounded number of objects, searches and records. Where a limit was reached, or a log, an audit body or UIDs were missing, that is said above the records: then lines may be missing, and others are less sure.',
    }),
  ];
}
