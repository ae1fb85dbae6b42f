namespace LogReg.Cli.Output;

/// <summary>Which coefficients a report shows of a model with functions and products of columns.</summary>
internal enum CoefficientView
{
    /// <summary>Those of columns by themselves; of the others what each column does through all its terms.</summary>
    Effects,

    /// <summary>Every coefficient.</summary>
    All,
}
