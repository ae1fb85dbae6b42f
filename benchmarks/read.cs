// Measures reading alone: the processor time in which files become tables, the median of several times in one process.
//   dotnet run -c Release benchmarks/read.cs -- TIMES FILE…
#:project ../src/LogReg.Sources
#:property PublishAot=false
#:property TieredPGO=false
using System.Diagnostics;
using System.Globalization;
using LogReg.Data;
using LogReg.Sources;

if (args.Length < 2)
{
    Console.Error.WriteLine("usage: dotnet run -c Release benchmarks/read.cs -- TIMES FILE…");
    return 2;
}

int times = int.Parse(args[0], CultureInfo.InvariantCulture);
using var process = Process.GetCurrentProcess();
foreach (string file in args[1..])
{
    double[] user = new double[times];
    double[] system = new double[times];
    for (int i = 0; i < times; i++)
    {
        process.Refresh();
        (TimeSpan userBefore, TimeSpan systemBefore) = (process.UserProcessorTime, process.PrivilegedProcessorTime);
        using DataSource source = SourceFile.Open(file);
        Table table = source.ReadTable([.. source.ReadColumnNames().Select(name => new ColumnRequest(name, ColumnKind.Inferred))]);
        GC.KeepAlive(table);
        process.Refresh();
        user[i] = (process.UserProcessorTime - userBefore).TotalSeconds;
        system[i] = (process.PrivilegedProcessorTime - systemBefore).TotalSeconds;
    }

    Array.Sort(user);
    Array.Sort(system);
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{file}: {user[times / 2]:F2} + {system[times / 2]:F2} processor seconds"));
}

return 0;
