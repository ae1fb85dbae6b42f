using System.Globalization;
using LogReg;
using LogReg.Collectives;
using LogReg.Data;
using LogReg.Mpi;

// Digits look the same in every country.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

// 1. Take part in the job: null where no launcher has started this process, which then does everything alone.
using MpiCollective? job = MpiCollective.Start();
ICollective processes = job is null ? LocalCollective.Instance : job;
try
{
    // 2. All processes see the same file, each reads its share of the rows, and all of them get the same fit.
    string path = args is [string given, ..] ? given : Path.Combine(AppContext.BaseDirectory, "titanic.csv");
    using DataSource data = SharedFiles.Open(processes, () => [path], () => CsvSource.FromFile(path));
    LogisticFit fit = new LogisticRegression { Target = "survived", Threads = job?.Threads ?? 0 }.Fit(data, processes);

    // 3. One of them prints and writes.
    if (processes.Rank == 0)
    {
        double male = fit.Model.Coefficients["sex=male"];
        Console.WriteLine($"{processes.Size} processes, {fit.Model.Training.Rows} rows, being male {male:F3}");
        fit.Model.Save(args is [_, string model, ..] ? model : "model.json");
    }

    return 0;
}
catch (LogRegException exception) when (exception is not (CollectiveException or MpiException))
{
    // What is wrong with the data is the same error in every process. If one process fails alone, nothing catches that: it ends, and
    // the launcher ends the others.
    if (processes.Rank == 0)
    {
        Console.Error.WriteLine($"error: {exception.Message}");
        if (exception.Hint is not null)
        {
            Console.Error.WriteLine($"hint: {exception.Hint}");
        }
    }

    return 1;
}
