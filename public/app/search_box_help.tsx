/** What the box takes, with an example of each. */
import React, { useState } from 'react';
import { EuiButtonEmpty, EuiCode, EuiPopover, EuiPopoverTitle, EuiText } from '@elastic/eui';
import { i18n } from '@kbn/i18n';

export const SearchBoxHelp: React.FC = () => {
  const [isOpen, setOpen] = useState(false);
  const title = i18n.translate('requestTrace.help.title', { defaultMessage: 'What can be pasted' });
  return (
    <EuiPopover
      isOpen={isOpen}
      closePopover={() => setOpen(false)}
      anchorPosition="downRight"
      aria-label={title}
      button={
        <EuiButtonEmpty
          size="s"
          iconType="help"
          onClick={() => setOpen(!isOpen)}
          aria-expanded={isOpen}
          data-test-subj="requestTraceBoxHelp"
        >
          {title}
        </EuiButtonEmpty>
      }
    >
      <EuiPopoverTitle>{title}</EuiPopoverTitle>
      <EuiText size="s" style={{ maxWidth: 520 }}>
        <dl>
          {listExamples().map(({ what, examples: codes }) => (
            <React.Fragment key={what}>
              <dt>{what}</dt>
              <dd>
                {codes.map((code) => (
                  <div key={code}>
                    <EuiCode transparentBackground style={{ overflowWrap: 'anywhere' }}>
                      {code}
                    </EuiCode>
                  </div>
                ))}
              </dd>
            </React.Fragment>
          ))}
        </dl>
      </EuiText>
    </EuiPopover>
  );
};

function listExamples(): Array<{ what: string; examples: string[] }> {
  return [
    {
      what: i18n.translate('requestTrace.help.line', {
        defaultMessage:
          'A log line: the request ID at its end is on every line that the same command caused, in every component',
      }),
      examples: [
        'E1118 12:03:05.102000 1949 nestedpendingoperations.go:348] "MountVolume.SetUp failed" pod="shop/web-0" reqID="5f0c1d3e-8a47-4b6e-9c52-7d1e60b3a9f4"',
      ],
    },
    {
      what: i18n.translate('requestTrace.help.auditId', {
        defaultMessage:
          'An audit ID, which kubectl -v=8 shows as the header Audit-Id; a request ID, a trace ID, an object’s UID',
      }),
      examples: ['9142f466-2a72-44bb-9230-1bd03b9240f5'],
    },
    {
      what: i18n.translate('requestTrace.help.name', { defaultMessage: 'A name' }),
      examples: ['shop/web', 'deploy/web -n shop'],
    },
    {
      what: i18n.translate('requestTrace.help.kubectl', {
        defaultMessage: 'A command of kubectl, what it printed, or its error',
      }),
      examples: [
        'kubectl -n shop rollout status deploy/web',
        'web-67b6ddd698-pb4bw   0/1   ContainerCreating   0   9m',
        'error: timed out waiting for the condition on deployments/web',
      ],
    },
  ];
}
