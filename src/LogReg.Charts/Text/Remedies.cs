namespace LogReg.Charts.Text;

/// <summary>The options that hints of figures and pages name; each front end spells them.</summary>
internal static class Remedies
{
    public static OptionReference Firth => new OptionReference(OptionName.Firth).On;

    public static OptionReference Ridge => new OptionReference(OptionName.Penalty).Is(PenaltyKind.Ridge);

    public static OptionReference RidgeOfLambda(double lambda) => Ridge.And(new OptionReference(OptionName.Lambda).Is(lambda));

    public static OptionReference LassoPath => Lasso.And(new OptionReference(OptionName.LambdaChoice).Is(LambdaChoice.Path));

    public static OptionReference LassoCrossValidated => Lasso.And(LambdaCrossValidated);

    public static OptionReference LambdaCrossValidated => new OptionReference(OptionName.LambdaChoice).Is(LambdaChoice.CrossValidation);

    public static OptionReference Lambdas => new(OptionName.Lambdas);

    public static OptionReference Imputation => new OptionReference(OptionName.MissingHandling).Is(MissingHandling.Impute);

    public static OptionReference TestSize(double share) => new OptionReference(OptionName.TestSize).Is(share);

    public static OptionReference CrossValidation(int folds) => new OptionReference(OptionName.CrossValidation).Is(folds);

    private static OptionReference Lasso => new OptionReference(OptionName.Penalty).Is(PenaltyKind.Lasso);
}
