using LogReg.Inference;

namespace LogReg;

/// <summary>The options of a fit, and which of them were given.</summary>
/// <param name="options">The options.</param>
/// <param name="given">The options that were given, even with their default values; <see langword="null"/> if only the values are known, as
/// in .NET.</param>
internal sealed class GivenOptions(LogisticRegression options, IReadOnlySet<OptionName>? given)
{
    public LogisticRegression Options => options;

    /// <summary>Whether an option was given. Where only values are known, options that are harmless without the option that uses them count
    /// as not given.</summary>
    public bool Has(OptionName option) => given?.Contains(option) ?? option switch
    {
        OptionName.StandardErrors => options.StandardErrors != StandardErrorKind.Model,
        OptionName.Intervals => options.Intervals is not null,
        OptionName.TestFeatures => options.TestFeatures,
        OptionName.PenaltyFactors => options.PenaltyFactors.Count > 0,
        OptionName.GroupLevels => options.GroupLevels,
        OptionName.CrossValidation => options.CrossValidation is not null,
        OptionName.Selection => options.CrossValidation is { Selection: not LambdaSelection.Minimum },
        OptionName.Alphas => options.CrossValidation?.Alphas is not null,
        OptionName.Stream => options.StochasticGradient.Stream,
        OptionName.InitialModel => options.InitialModel is not null,
        _ => false,
    };
}
