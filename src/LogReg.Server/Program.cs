return await LogReg.Server.ServerProgram.RunAsync(args);
