using LogReg.Cli;
using LogReg.Cli.Streams;

var handles = new StandardHandles();
using var interruption = new Interruption(handles);
return Launch.Run(args, handles, interruption);
