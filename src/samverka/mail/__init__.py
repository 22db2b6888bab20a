"""Letters by e-mail, as rows: written in the transaction of the act, delivered by a job.

Floor 1. Codes and personal links are secret mail: never readable in the outbox, the journal or a log.
Words: outbox, receipt, secret mail.

"""
