"""`python -m cmt_desk` is the same as `cmt-desk`."""

from cmt_desk.app import main

raise SystemExit(main())
