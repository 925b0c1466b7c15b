# handler
