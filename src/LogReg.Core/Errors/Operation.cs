namespace LogReg;

/// <summary>What a hint tells its reader to call or to run, other than an option to set: a member of the libraries, which another front end
/// calls its own way, such as by the name of a command.</summary>
/// <param name="name">The text in .NET, such as <c>LogisticModel.Save</c>.</param>
public sealed class Operation(string name)
{
    /// <summary>Training a model.</summary>
    public static Operation Train { get; } = new("LogisticRegression.Fit");

    /// <summary>Writing a model file.</summary>
    public static Operation Save { get; } = new("LogisticModel.Save");

    /// <summary>Using a model file as a model, not as data.</summary>
    public static Operation Load { get; } = new("load it with LogisticModel.Load, and read the data from another file");

    /// <summary>Predicting rows.</summary>
    public static Operation Predict { get; } = new("LogisticModel.Score");

    /// <summary>Comparing predictions with known classes.</summary>
    public static Operation Evaluate { get; } = new("LogisticModel.Evaluate");

    /// <summary>Writing a cache.</summary>
    public static Operation WriteCache { get; } = new("CacheSource.Write");

    /// <summary>Opening a file that is no CSV file.</summary>
    public static Operation OpenFile { get; } = new("open it with SourceFile.Open of the package LogReg.Sources");

    /// <summary>Reading the tables of a SQLite database.</summary>
    public static Operation QueryDatabase { get; } = new("query it with DatabaseSource.Open of the package LogReg.Sources");

    /// <summary>The operations that hints of the libraries name.</summary>
    internal static IReadOnlyList<Operation> All { get; } =
        [Train, Save, Load, Predict, Evaluate, WriteCache, OpenFile, QueryDatabase];

    /// <summary>The text in .NET.</summary>
    public string Name { get; } = name;

    /// <summary>The text in .NET.</summary>
    public override string ToString() => Name;
}
