using LogReg.Cli;
using LogReg.Cli.Streams;

using var interruption = new Interruption();
using CliEnvironment environment = ProcessEnvironment.Create(interruption.Token);
return LogRegApp.Run(args, environment);
