using System.Globalization;

namespace LogReg.Estimation;

/// <summary>The objective in words.</summary>
internal static class ObjectiveText
{
    public static string Describe(FitPlan plan, TargetDescription target)
    {
        bool hasClassWeights = plan.BalanceClasses || plan.ClassWeights.Count > 0;
        string[] weights =
        [
            .. plan.WeightColumn is null ? Array.Empty<string>() : [$"'{plan.WeightColumn}'"],
            .. hasClassWeights ? ["class"] : Array.Empty<string>(),
        ];
        string mean = weights.Length == 0 ? "mean log loss" : $"mean log loss weighted by {string.Join(" and by ", weights)}";
        string link = target.IsBinary ? "" : $" of the softmax over {target.Classes.Count} classes";
        string offset = plan.OffsetColumn is null ? "" : $", with '{plan.OffsetColumn}' added to the log-odds";
        return plan.Firth ? $"{mean}{link}{offset} − ½·log|XᵀWX|/Σw (Firth's bias reduction)"
            : plan.Penalty == PenaltyKind.None
            ? $"{mean}{link}{offset}; no penalty (maximum likelihood)"
            : $"{mean}{link}{offset} + {PenaltyOf(plan)} with λ = {plan.Lambda.ToString("G6", CultureInfo.InvariantCulture)} on "
                + $"standardised coefficients, intercept unpenalised";
    }

    private static string PenaltyOf(FitPlan plan)
    {
        string levels = !plan.GroupLevels ? ""
            : plan.Formula is null ? " (each categorical feature as a group)"
            : " (each term as a group)";
        return plan.Penalty switch
        {
            PenaltyKind.Lasso => $"λ‖β‖₁{levels}",
            PenaltyKind.ElasticNet =>
                string.Create(CultureInfo.InvariantCulture, $"λ({plan.Alpha:G6}·‖β‖₁ + {(1 - plan.Alpha) / 2:G6}·‖β‖²){levels}"),
            _ => "λ/2·‖β‖²",
        };
    }
}
