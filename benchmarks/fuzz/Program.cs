using System.Globalization;
using LogReg.Fuzz;

// Usage: dotnet run -c Release --project benchmarks/fuzz -- csv|models|caches [cases] [seed] [first case]; a single case leaves its files
// behind.
if (arguments() is not { } run)
{
    Console.Error.WriteLine("usage: csv|models|caches [CASES] [SEED] [FIRST]");
    return 2;
}

string data = Path.Combine(FindRepository(), "data");
using var workplace = new Workplace(keeps: run.Cases == 1);
IFuzz fuzz = run.Kind switch
{
    "csv" => new CsvFuzz(workplace, data),
    "models" => new ModelFuzz(workplace, data),
    _ => new CacheFuzz(workplace, data),
};
var tally = new Tally(run.Kind);
for (int number = run.First; number < run.First + run.Cases; number++)
{
    // A case depends on its number alone, so that one can be run again without the others.
    fuzz.Run(new Random(HashCode(run.Seed, number)), number, tally);
    tally.Progress(number - run.First + 1, run.Cases);
}

tally.Print(Console.Out);
return tally.FaultCount == 0 ? 0 : 1;

(string Kind, int Cases, int Seed, int First)? arguments() => args is [("csv" or "models" or "caches") and var kind, ..]
    ? (kind, Number(1, kind == "csv" ? 20_000 : 10_000), Number(2, 1), Number(3, 0))
    : null;

int Number(int place, int otherwise) => args.Length > place ? int.Parse(args[place], CultureInfo.InvariantCulture) : otherwise;

static int HashCode(int seed, int number) => unchecked((seed * 1_000_003) ^ (number * 7919));

static string FindRepository()
{
    string? folder = AppContext.BaseDirectory;
    while (folder is not null && !File.Exists(Path.Combine(folder, "LogReg.sln")))
    {
        folder = Path.GetDirectoryName(folder);
    }

    return folder ?? throw new InvalidOperationException("run it from the repository");
}
