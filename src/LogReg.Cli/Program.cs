using LogReg.Cli;
using LogReg.Cli.Streams;

var handles = new StandardHandles();
using var interruption = new Interruption(handles);
using CliEnvironment environment = ProcessEnvironment.Create(handles, interruption);
return LogRegApp.Run(args, environment);
