using System.CommandLine;
using System.Globalization;
using LogReg.Cli.Output;

namespace LogReg.Cli.Commands;

/// <summary>The model file that a command line names, and the threshold that may replace the model's own.</summary>
internal static class ModelArgument
{
    public static Argument<string> Create() => new("MODEL.json") { Description = "A model file written by 'logreg train'" };

    public static Option<double?> CreateThreshold() => OptionFactory.Number(
        "--threshold",
        "NUMBER",
        "Predict the positive class at or above this probability [default: the model's threshold]",
        value => value is >= 0 and <= 1,
        "a number from 0 to 1");

    public static Option<double?> CreateLambda() => OptionFactory.Number(
        "--lambda",
        "NUMBER",
        "Use the model at this lambda of its regularisation path [default: the model as trained]",
        value => value >= 0,
        "a number of 0 or more");

    /// <summary>Loads the model at a λ of its path, and says so where that λ was not fitted itself. Of several processes the root reads
    /// the file for all.</summary>
    /// <param name="environment">Where the note goes, and the processes.</param>
    /// <param name="path">The model's file.</param>
    /// <param name="threshold">What replaces its threshold, or <see langword="null"/>.</param>
    /// <param name="lambda">λ, or <see langword="null"/> for the model as it is.</param>
    /// <exception cref="UsageException">As <see cref="Load(string, double?)"/>, or the model has no path, or one that does not reach
    /// λ.</exception>
    /// <exception cref="LogRegException">The file is no model.</exception>
    public static LogisticModel Load(CliEnvironment environment, string path, double? threshold, double? lambda)
    {
        RequireFile(path);
        LogisticModel model = WithThreshold(LoadTogether(environment.Processes, path), threshold);
        if (lambda is not double wanted)
        {
            return model;
        }

        RegularizationPath points = model.Path
            ?? throw new UsageException(
                "--lambda needs a model with a regularisation path, and this one has none",
                "train one with --penalty lasso --lambda path, or leave --lambda out");
        if (!points.Covers(wanted))
        {
            throw new UsageException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"--lambda is {wanted}, but the model's path goes from {points.Points[0].Lambda:G6} to {points.Points[^1].Lambda:G6}"),
                "choose a value in between, or train with this --lambda");
        }

        if (!points.IsFitted(wanted) && wanted < points.Points[0].Lambda)
        {
            int below = points.Points.TakeWhile(point => point.Lambda > wanted).Count();
            Messages.Write(environment, string.Create(
                CultureInfo.InvariantCulture,
                $"lambda {wanted} lies between {points.Points[below - 1].Lambda:G6} and {points.Points[below].Lambda:G6} of the path: "
                    + $"its coefficients are interpolated, not fitted"));
        }

        return model.AtLambda(wanted);
    }

    /// <summary>Loads the model.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="threshold">What replaces its threshold, or <see langword="null"/>.</param>
    /// <exception cref="UsageException">The path is no file's, or the model has more than two classes, where no threshold
    /// decides.</exception>
    /// <exception cref="LogRegException">The file is no model.</exception>
    public static LogisticModel Load(string path, double? threshold = null)
    {
        RequireFile(path);
        return WithThreshold(LogisticModel.Load(path), threshold);
    }

    private static void RequireFile(string path)
    {
        if (path is "" or Files.DataInput.StandardInput)
        {
            throw new UsageException($"MODEL.json must be a file, not '{path}'", "use a model file written by 'logreg train'");
        }
    }

    private static LogisticModel WithThreshold(LogisticModel model, double? threshold) => threshold is not double wanted ? model
        : model.Target.IsBinary ? model.WithThreshold(wanted)
        : throw new UsageException(
            $"--threshold supports two classes, but the model has {model.Target.Classes.Count}",
            "leave it out: with three or more classes the most probable one is predicted");

    // No process may score with another model than the root's.
    private static LogisticModel LoadTogether(ProcessGroup processes, string path)
    {
        if (processes.IsSingle)
        {
            return LogisticModel.Load(path);
        }

        // The file may be replaced meanwhile: the model that was read from it goes to the others, as it would be written.
        (LogisticModel Model, byte[] Bytes) read = processes.AtRoot(() =>
        {
            LogisticModel model = LogisticModel.Load(path);
            using var bytes = new MemoryStream();
            model.Save(bytes);
            return (model, bytes.ToArray());
        });
        Span<byte> length = stackalloc byte[sizeof(int)];
        if (processes.IsRoot)
        {
            BitConverter.TryWriteBytes(length, read.Bytes.Length);
        }

        processes.Collective.Broadcast(length);
        byte[] shared = processes.IsRoot ? read.Bytes : new byte[BitConverter.ToInt32(length)];
        processes.Collective.Broadcast(shared);
        return processes.IsRoot ? read.Model : LogisticModel.Load(new MemoryStream(shared, writable: false));
    }
}
