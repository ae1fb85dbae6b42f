namespace LogReg.Cli.Output;

/// <summary>How predictions are written.</summary>
internal enum PredictionLayout
{
    /// <summary>As CSV, with a header.</summary>
    Csv,

    /// <summary>As LIBLINEAR writes them.</summary>
    Liblinear,
}
