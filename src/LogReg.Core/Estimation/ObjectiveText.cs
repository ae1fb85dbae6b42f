using System.Globalization;

namespace LogReg.Estimation;

/// <summary>The objective in words.</summary>
internal static class ObjectiveText
{
    public static string Describe(LogisticRegression options, TargetDescription target)
    {
        bool hasClassWeights = options.BalanceClasses || options.ClassWeights.Count > 0;
        string[] weights = [.. options.WeightColumn is null ? Array.Empty<string>() : [$"'{options.WeightColumn}'"], .. hasClassWeights ? ["class"] : Array.Empty<string>()];
        string mean = weights.Length == 0 ? "mean log loss" : $"mean log loss weighted by {string.Join(" and by ", weights)}";
        string link = target.IsBinary ? "" : $" of the softmax over {target.Classes.Count} classes";
        string offset = options.OffsetColumn is null ? "" : $", with '{options.OffsetColumn}' added to the log-odds";
        return options.Firth ? $"{mean}{link}{offset} − ½·log|XᵀWX|/Σw (Firth's bias reduction)"
            : options.Penalty == PenaltyKind.None
            ? $"{mean}{link}{offset}; no penalty (maximum likelihood)"
            : $"{mean}{link}{offset} + {PenaltyOf(options)} with λ = {options.Lambda.ToString("G6", CultureInfo.InvariantCulture)} on standardised coefficients, intercept unpenalised";
    }

    private static string PenaltyOf(LogisticRegression options)
    {
        string levels = options.GroupLevels ? " (each categorical feature as a group)" : "";
        return options.Penalty switch
        {
            PenaltyKind.Lasso => $"λ‖β‖₁{levels}",
            PenaltyKind.ElasticNet => string.Create(CultureInfo.InvariantCulture, $"λ({options.Alpha:G6}·‖β‖₁ + {(1 - options.Alpha) / 2:G6}·‖β‖²){levels}"),
            _ => "λ/2·‖β‖²",
        };
    }
}
